#!/usr/bin/env node
'use strict';
// CommonJS, as bin/package.json says: Node takes 2 ms to set up its loader of ES modules.
const { load } = require('./load.js');

load('main.cjs')
  .main(process.argv.slice(2), process)
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
