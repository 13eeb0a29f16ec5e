// What a browser and its worker need of 试算; nothing here reaches the database.

export { trialDocument } from './trial-document'
export { trialMarks } from './trial-marks'
