import { buildScanConfig } from '@n8n/scan-community-package/scanner/scanner.mjs';
import tseslint from 'typescript-eslint';

/** n8n's own rules for what is published, and TypeScript's for everything. */
export default tseslint.config(
	{
		ignores: [
			'**/dist/',
			'.build/',
			'.mutation/',
			'node_modules/',
			'**/node_modules/',
			'.demo/',
			'.sandbox/',
		],
	},
	{
		files: ['package.json', 'packages/*/package.json', '{nodes,credentials}/**/*.{ts,json}'],
		extends: await buildScanConfig(),
	},
	{
		// The one rule of `n8n-node lint` beyond these that was ever broken: npm run test:scan runs them all.
		files: ['{nodes,credentials}/**/*.ts'],
		rules: { 'no-control-regex': 'error' },
	},
	{
		files: ['{nodes,credentials,sandbox,tools,demo,bench,test}/**/*.ts'],
		extends: [tseslint.configs.recommended],
	},
);
