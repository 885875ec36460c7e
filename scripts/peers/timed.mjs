import { createInterface } from 'node:readline'

/**
 * What every program here does. `once IN OUT KEYS LEVEL` signs a file and ends. `serve` signs it as often as each line
 * on standard input says and answers each with a line of JSON: seconds on the clock and of the processor, for all.
 */
export async function timed(sign) {
  const [mode, input, output, keys, level = 'B-B', services = ''] = process.argv.slice(2)
  const job = { input, output, keys, level, services }
  if (mode === 'once') return sign(job)
  for await (const line of createInterface({ input: process.stdin })) {
    const cpu = process.cpuUsage()
    const began = performance.now()
    for (let left = Number(line); left > 0; left -= 1) await sign(job)
    const wallSeconds = (performance.now() - began) / 1000
    const { user, system } = process.cpuUsage(cpu)
    process.stdout.write(`${JSON.stringify({ wallSeconds, cpuSeconds: (user + system) / 1e6 })}\n`)
  }
}
