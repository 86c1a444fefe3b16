#!/usr/bin/env node
import module from 'node:module';

module.enableCompileCache?.(); // from Node 22.8; the default import keeps Node 20 working
const { main } = await import('../dist/cli/main.js'); // after the cache is on
process.exitCode = await main(process.argv.slice(2), process);
