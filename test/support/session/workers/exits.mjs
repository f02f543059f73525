// A worker that ends before it has booted.

console.error('missing file');
process.exitCode = 3;
