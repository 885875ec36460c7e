#!/usr/bin/env node
import process from 'node:process'
import { runCommandLine } from './command-line.ts'

// npm runs scripts in the package's folder; WAARMERK_CWD says where the caller stands.
const directory = process.env['WAARMERK_CWD'] || process.cwd()

process.exitCode = await runCommandLine(process.argv.slice(2), {
  directory,
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
})
