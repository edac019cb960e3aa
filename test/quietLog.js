// n8n's engine logs every failed node; tests that make nodes fail look at the error itself.
process.env.N8N_LOG_LEVEL = 'silent';
