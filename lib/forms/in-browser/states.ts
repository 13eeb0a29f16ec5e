// What a browser needs of a form, while it is filled in or built; nothing here reaches the database.

export { rowsOf } from '../compute'
export { definitionFaults } from '../definition'
export { refusalOf } from '../refused-words'
export { type ReportChoices, validateReport } from '../validate'
