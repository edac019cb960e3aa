import type { INodeProperties } from 'n8n-workflow';

/** What a clique has besides its name (document 003, 7.1). */
export const cliqueFields: INodeProperties[] = [
	{
		displayName: 'Skyfish ID',
		name: 'skyfish_id',
		type: 'number',
		default: 0,
		required: true,
		description: 'ID of the Skyfish that the clique belongs to: that of your company',
		routing: { send: { type: 'body', property: 'skyfish_id' } },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Thumbnail ID',
				name: 'thumbnail_id',
				type: 'number',
				default: 0,
				description: 'ID of a media to use as the picture of the clique',
				routing: { send: { type: 'body', property: 'thumbnail_id' } },
			},
		],
	},
];
