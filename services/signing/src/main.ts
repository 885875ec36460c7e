import { listen, readConfig, runService } from '@waarmerk/service-kit'
import { createApp } from './app.ts'
import { configSchema, environment } from './config.ts'

runService(async () => {
  const config = readConfig(configSchema, { prefix: 'SIGNING', env: environment() })
  const { app, close } = await createApp(config)
  const server = await listen(app, config)
  return {
    close: async () => {
      await server.close()
      await close()
    },
  }
})
