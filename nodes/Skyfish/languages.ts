import type { INodeProperties } from 'n8n-workflow';

/** The languages that Skyfish keeps texts in. */
export const language: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: [
		{ name: 'Danish', value: 'da' },
		{ name: 'English', value: 'en' },
		{ name: 'German', value: 'de' },
	],
	default: 'en',
	description: 'Language of the texts. Skyfish finds your own files by their English texts only.',
};
