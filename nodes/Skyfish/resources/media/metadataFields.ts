import type { INodeProperties } from 'n8n-workflow';

/** What can be changed of a media's metadata. */
export const metadataFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'What to change. Everything else stays as it is.',
	options: [
		{
			displayName: 'Adult Content',
			name: 'adult_content',
			type: 'boolean',
			default: false,
			description: 'Whether the media is for adults only',
		},
		{
			displayName: 'Byline',
			name: 'byline',
			type: 'string',
			default: '',
			description: 'Name of the photographer or maker',
		},
		{
			displayName: 'Copyright',
			name: 'copyright',
			type: 'string',
			default: '',
			description: 'Who holds the rights',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
		},
		{
			displayName: 'Editorial',
			name: 'editorial',
			type: 'boolean',
			default: false,
			description: 'Whether the media may be used for editorial purposes only',
		},
		{
			displayName: 'Geolocation',
			name: 'geolocation',
			type: 'fixedCollection',
			default: {},
			description: 'Where the photo was taken',
			options: [
				{
					displayName: 'Position',
					name: 'position',
					values: [
						{
							displayName: 'Latitude',
							name: 'latitude',
							type: 'number',
							typeOptions: { minValue: -90, maxValue: 90, numberPrecision: 6 },
							default: 0,
						},
						{
							displayName: 'Longitude',
							name: 'longitude',
							type: 'number',
							typeOptions: { minValue: -180, maxValue: 180, numberPrecision: 6 },
							default: 0,
						},
					],
				},
			],
		},
		{
			displayName: 'IPTC',
			name: 'iptc',
			type: 'json',
			default: '{}',
			description: 'IPTC fields to set, by their names. Those that you leave out stay.',
		},
		{
			displayName: 'Keywords',
			name: 'keywords',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Keyword' },
			default: [],
			description: 'They replace the keywords that the media has in this language',
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
		},
	],
};
