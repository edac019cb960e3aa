export { contentOf } from '../../../tools/n8n-engine/binaryFiles';
