import { listen, runService } from '@waarmerk/service-kit'
import { createApp } from './app.ts'
import { readRelyingPartyConfig } from './config.ts'

runService(async () => {
  const config = readRelyingPartyConfig()
  return listen(createApp(config), config)
})
