import { useId } from 'react'
import { TextField } from '@/components/form/form-fields'

/** Somebody by employee number or name; the people of the branch are offered, others can be typed. */
export function PersonField({ label, people }: { label: string; people: readonly NamedPerson[] }) {
  const listId = useId()
  return (
    <>
      <TextField
        name="person"
        label={label}
        hint="填写工号；没有工号的填写姓名。"
        required
        autoComplete="off"
        list={listId}
        maxLength={40}
      />
      <datalist id={listId}>
        {people.map((person) => (
          <option
            key={person.personId}
            value={person.employeeNumber ? `${person.name} ${person.employeeNumber}` : person.name}
          />
        ))}
      </datalist>
    </>
  )
}

type NamedPerson = { personId: string; name: string; employeeNumber: string | null }
