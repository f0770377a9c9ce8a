// Runs the browser tests (all, or those named), one file after the other, against one demonstration for all of them.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startVecu } from './harness.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const named = process.argv.slice(2).map((file) => path.resolve(file))
const all = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => path.join(here, name))
const files = named.length > 0 ? named : all

const env = { ...process.env }
let vecu
if (files.some((file) => readFileSync(file, 'utf8').includes('startVecu('))) {
  vecu = await startVecu()
  Object.assign(env, {
    VECU_URL: vecu.url,
    VECU_LINES: JSON.stringify(vecu.lines),
    // VECU_DATA is the folder of the data that reference tests read.
    VECU_SERVED: vecu.data,
    VECU_KEYS: vecu.keys,
    VECU_MAIL: vecu.mail,
  })
}
const [major, minor] = process.versions.node.split('.').map(Number)
// Older Node runs the files as it likes and has no time limit of its own; everything else is the same there.
const newer = major > 20 || (major === 20 && minor >= 11)
const one = newer ? ['--test-concurrency=1', '--test-timeout=900000'] : []
const child = spawn(process.execPath, ['--test', ...one, '--test-reporter=spec', ...files], { env, stdio: 'inherit' })
const [code] = await once(child, 'exit')
await vecu?.stop()
process.exitCode = code ?? 1
