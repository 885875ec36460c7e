export { type FirstAvailableOptions, firstAvailable } from './time-stamp/first-available.ts'
export type { Exchange } from './time-stamp/http-exchange.ts'
export { createRfc3161Client, type Rfc3161ClientOptions } from './time-stamp/rfc3161-client.ts'
export { TsaError, type TsaErrorCode, tsaErrorKinds } from './time-stamp/tsa-error.ts'
