import { listen, silentLogger } from '@waarmerk/service-kit'
import { createSigningClient } from '@waarmerk/signing-contract'
import { type ConfigInput, configSchema, createApp } from '../src/index.ts'
import type { House } from './house.ts'

/** The service again on the same database and files, with another configuration. Close it before the house. */
export const restarted = async (house: House, configure: (config: ConfigInput) => ConfigInput): Promise<House> => {
  const config = configure(house.config)
  const { app, close } = await createApp(configSchema.parse(config), { logger: silentLogger, db: house.db })
  const server = await listen(app, { host: '127.0.0.1', port: 0, graceMs: 1000 })
  const clientOf = (key: string) => createSigningClient({ origin: server.url, key, fetch })
  return {
    ...house,
    config,
    origin: server.url,
    back: clientOf(house.keys.back),
    citizen: clientOf(house.keys.relyingParty),
    close: async () => {
      await server.close()
      await close()
    },
  }
}
