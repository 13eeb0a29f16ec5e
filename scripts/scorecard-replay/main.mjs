import { run } from './command.mjs'

process.exitCode = run(process.argv.slice(2), console)
