export { CliError, type CliErrorCode, cliErrorKinds } from './cli-error.ts'
export { type Invocation, runCommandLine } from './command-line.ts'
