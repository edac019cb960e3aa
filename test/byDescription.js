// See test/engine/support/installed.ts.
process.env.OPERATIONS_RUN_BY = 'description';
