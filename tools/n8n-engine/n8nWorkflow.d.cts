export { createRunExecutionData, Workflow } from 'n8n-workflow';
