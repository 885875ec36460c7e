export { CodedError, type ErrorKind } from './coded-error.ts'
