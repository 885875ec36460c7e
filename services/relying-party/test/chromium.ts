import { existsSync } from 'node:fs'
import { type Browser as Chromium, chromium } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** Whether this machine has the browser of these tests. */
export const chromiumIsPresent = existsSync(executablePath)

/** Starts the browser without anything that would call home. */
export const startChromium = (): Promise<Chromium> =>
  chromium.launch({
    executablePath,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  })

/** The two sizes at which every page is looked at. */
export const viewports = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 360, height: 740 },
} as const
