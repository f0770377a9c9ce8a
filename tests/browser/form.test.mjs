// The interpreter of compiled forms in a real browser: the same pictures as the server's after every answer. The
// sequences come from the server's own interpreter (an example of the crate `instruments`), which a Rust test compares
// with Node; here Chromium plays them.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { minify } from 'terser'
import { openBrowser } from './harness.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const assets = path.join(root, 'crates/instruments/assets')
const served = readFileSync(path.join(assets, 'program.min.js'), 'utf8')
const scores = readFileSync(path.join(assets, 'scores.min.js'), 'utf8')

test('the script that is served is the one that is written, and weighs less than 20 KB', async () => {
  const written = readFileSync(path.join(assets, 'program.js'), 'utf8')
  const counting = readFileSync(path.join(assets, 'scores.js'), 'utf8')
  const options = { ecma: 2021, compress: { passes: 6, ecma: 2021, unsafe_methods: true }, mangle: { properties: { regex: /_$/ } } }
  const { code } = await minify(written, options)
  assert.equal(served.trim(), code.trim(), 'run `npm run minify` after a change of program.js')
  assert.ok(Buffer.byteLength(served) < 20_000, `${Buffer.byteLength(served)} bytes`)
  const shortened = await minify(counting, options)
  assert.equal(scores.trim(), shortened.code.trim(), 'run `npm run minify` after a change of scores.js')
  assert.ok(Buffer.byteLength(scores) < 6_000, `${Buffer.byteLength(scores)} bytes`)
})

test('a page shows what the server would, answer by answer, in Chromium', async () => {
  const count = process.env.VECU_SEQUENCES ?? '600'
  const arguments_ = ['run', '-q', '--locked', '-p', 'instruments', '--example', 'transcript', '--', count]
  const lines = execFileSync('cargo', arguments_, { cwd: root, maxBuffer: 1 << 30, encoding: 'utf8' })
  const transcript = lines.trim().split('\n').map((line) => JSON.parse(line))
  assert.ok(transcript.length > 1000, `${transcript.length} pictures`)
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: served })
    await page.addScriptTag({ content: scores })
    for (let at = 0; at < transcript.length; at += 500) {
      const different = await page.evaluate((part) => {
        for (const [[what, a, b], expected] of part) {
          if (what === 'program') { globalThis.program = a; continue }
          if (what === 'open') globalThis.session = VecuForm.open(globalThis.program, a)
          else if (what === 'answer') globalThis.session.answer(a, b.map(VecuForm.value))
          else if (what === 'add') globalThis.session.addGroup(a, b)
          else globalThis.session.removeGroup(a)
          const picture = globalThis.session.picture()
          if (globalThis.program.scores) picture.scores = VecuScores.of(globalThis.program, globalThis.session)
          const here = JSON.stringify(picture)
          if (here !== expected) return { what, a, here, expected }
        }
        return null
      }, transcript.slice(at, at + 500))
      assert.equal(different, null, JSON.stringify(different))
    }
  } finally {
    await browser.close()
  }
})
