// n8n-workflow's modules for `import` are for bundlers: Node finds none of them. Those for `require` it does.
const { createRunExecutionData, Workflow } = require('n8n-workflow');

module.exports = { createRunExecutionData, Workflow };
