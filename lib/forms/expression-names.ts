import { bareWords } from './refused-words'
import type { FormDefinition, FormField, TableColumn } from './states'

/** The field that a formula means: by key, or by label as typed without blanks and signs. */
export function fieldCalled(definition: FormDefinition, name: string): FormField | undefined {
  return called(definition.fields, name)
}

/** The column of a table that a formula means, likewise. */
export function tableColumnCalled(table: FormField, name: string): TableColumn | undefined {
  return called(table.columns, name)
}

function called<T extends { key: string; label: string }>(
  all: readonly T[],
  name: string,
): T | undefined {
  const bare = bareWords(name)
  return all.find((one) => one.key === name) ?? all.find((one) => bareWords(one.label) === bare)
}
