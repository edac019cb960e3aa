import type { INodeProperties } from 'n8n-workflow';

/** The types of media, to search or to watch (document 003, 4.1.1). */
export const mediaTypes: INodeProperties = {
	displayName: 'Media Type',
	name: 'media_type',
	type: 'multiOptions',
	options: [
		{ name: 'Generic', value: 'generic', description: 'Documents and the like' },
		{ name: 'Image', value: 'image' },
		{ name: 'Vector', value: 'vector' },
		{ name: 'Video', value: 'video' },
	],
	default: [],
	description: 'Only media of these types',
};
