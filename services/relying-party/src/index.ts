export { createApp, type Overrides } from './app.ts'
export { type Config, type ConfigInput, configSchema } from './config.ts'
export { RelyingPartyError, type RelyingPartyErrorCode, relyingPartyErrorKinds } from './errors.ts'
