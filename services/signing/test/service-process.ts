import { readFileSync } from 'node:fs'
import { listen, silentLogger } from '@waarmerk/service-kit'
import { configSchema, createApp, type Step } from '../src/index.ts'

// The signing service as a process of its own, which a test can have killed at a step.
// Arguments: configuration file, step to die at (or nothing).
const [file = '', dieAt = ''] = process.argv.slice(2)
const config = configSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
const passed = (step: Step) => {
  if (step === dieAt) process.kill(process.pid, 'SIGKILL')
}
const { app } = await createApp(config, { passed, logger: silentLogger })
const { url } = await listen(app, { host: '127.0.0.1', port: 0 })
process.stdout.write(`${url}\n`)
