import { startVecu } from '/work/edit/tests/browser/harness.mjs'
const vecu = await startVecu({ fresh: true })
import { writeFileSync } from 'node:fs'
writeFileSync('/tmp/edit-vecu.json', JSON.stringify({ url: vecu.url, lines: vecu.lines, data: vecu.data, keys: vecu.keys, mail: vecu.mail }))
console.log('ready', vecu.url)
setInterval(() => {}, 1000)
