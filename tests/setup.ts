import fc from 'fast-check';

// The same random cases every time: a red run can be repeated, and CI never fails by luck.
// FC_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20190122) });
