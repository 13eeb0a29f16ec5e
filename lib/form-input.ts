type FormValue = string | string[] | undefined

/**
 * The text fields of a form as a plain object: names ending in `[]` become arrays, an empty field
 * is absent. Files do not travel this way, they are uploaded beforehand.
 */
export function formToObject(form: FormData): Record<string, FormValue> {
  const object: Record<string, FormValue> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) {
      continue
    }
    const values = form.getAll(name).filter((value) => typeof value === 'string' && value !== '')
    if (name.endsWith('[]')) {
      object[name.slice(0, -2)] = values as string[]
    } else {
      object[name] = values.at(-1) as string | undefined
    }
  }
  return object
}
