import type { INodeProperties } from 'n8n-workflow';
import { collections, wordLists } from '../../../shared/operation/fields';

/** What a job is made of (`POST /jobs`). */
export const newJob: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Autumn collection, shoes',
		routing: { send: { type: 'body', property: 'name' } },
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. Clip the fruits from their background',
		description: 'What the editors should do with the photos',
		routing: { send: { type: 'body', property: 'description' } },
	},
	{
		...collections.additionalFields,
		options: [
			{
				displayName: 'Deadline ID',
				name: 'deadlineId',
				type: 'number',
				default: 1,
				description:
					"Number of one of your account's deadlines. No call lists them: ask Bright River for yours.",
				routing: { send: { type: 'body', property: 'deadlineId' } },
			},
			{
				displayName: 'Invoice Reference',
				name: 'invoiceReference',
				type: 'string',
				default: '',
				description: 'Your own reference, shown on the invoice',
				routing: { send: { type: 'body', property: 'invoiceReference' } },
			},
			{
				displayName: 'Is Test',
				name: 'isTest',
				type: 'boolean',
				default: true,
				description: 'Whether the job is only for testing',
				routing: { send: { type: 'body', property: 'isTest' } },
			},
			{
				displayName: 'Specification Key',
				name: 'specificationKey',
				type: 'number',
				default: 0,
				description:
					"Number of one of your account's editing specifications. No call lists them: ask Bright River for yours.",
				routing: { send: { type: 'body', property: 'specificationKey' } },
			},
			{
				displayName: 'Tags',
				name: 'tags',
				...wordLists.tags,
				description: 'Words to find the job by',
				routing: { send: { type: 'body', property: 'tags' } },
			},
		],
	},
];
