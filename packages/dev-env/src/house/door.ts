import type { RequestListener } from 'node:http'
import { listen } from '@waarmerk/service-kit'
import { DevEnvError } from '../dev-env-error.ts'
import { type Inhabitant, portFlag } from './ports.ts'

/** A port that is taken before the application behind it exists, because others must know its address first. */
export interface Door {
  readonly port: number
  /** From now on, requests go to this application; before, they are answered with 503. */
  open(app: RequestListener): void
  close(): Promise<void>
}

/** @throws DevEnvError `ERR_DEV_ENV_PORT_TAKEN` */
export async function takeDoor(inhabitant: Inhabitant, port: number): Promise<Door> {
  let app: RequestListener = (_request, response) => void response.writeHead(503, { 'retry-after': '1' }).end()
  const listening = await named(inhabitant, port, () =>
    listen((request, response) => app(request, response), { host: '127.0.0.1', port, graceMs: 2000 }),
  )
  const open = (opened: RequestListener) => {
    app = opened
  }
  return { port: listening.port, open, close: () => listening.close() }
}

const taken = /^ERR_[A-Z_]*PORT_TAKEN$/

/**
 * Says of a taken port what to do about it, whoever met it.
 *
 * @throws DevEnvError `ERR_DEV_ENV_PORT_TAKEN`
 */
export async function named<Started>(
  inhabitant: Inhabitant,
  port: number,
  start: () => Promise<Started>,
): Promise<Started> {
  try {
    return await start()
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (!taken.test(code)) throw cause
    const message = `port ${port} is in use by another program; stop that, or choose another port with --${portFlag(inhabitant)} N`
    throw new DevEnvError('ERR_DEV_ENV_PORT_TAKEN', message, { cause })
  }
}
