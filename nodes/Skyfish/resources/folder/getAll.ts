import { answerList } from '../../../shared/answer';
import { returnAllOrLimit } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';

/** `GET /folder`, document 003, 6.1. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many folders',
		description: 'Get a list of the folders that you have access to',
		routing: {
			request: { method: 'GET', url: '/folder' },
			output: { postReceive: [answerList()] },
		},
	},
	fields: [
		...returnAllOrLimit,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Company ID',
					name: 'company_id',
					type: 'number',
					default: 0,
					description: 'Only folders of this company',
					routing: { send: { type: 'query', property: 'company_id' } },
				},
				{
					displayName: 'Exclude Own Trash',
					name: 'exclude_per_user_system_folders',
					type: 'boolean',
					default: true,
					description: 'Whether to leave out your own trash',
					routing: { send: { type: 'query', property: 'exclude_per_user_system_folders' } },
				},
				{
					displayName: 'ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. 155111 202531',
					description: 'Only the folders with these IDs, separated by spaces',
					routing: { send: { type: 'query', property: 'id' } },
				},
				{
					displayName: 'Parent',
					name: 'parent',
					type: 'number',
					default: 0,
					description: 'Only folders in the folder with this ID',
					routing: { send: { type: 'query', property: 'parent' } },
				},
				{
					displayName: 'Query',
					name: 'q',
					type: 'string',
					default: '',
					placeholder: 'e.g. shoes',
					description: 'Only folders with this in their name',
					routing: { send: { type: 'query', property: 'q' } },
				},
			],
		},
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'collection',
			placeholder: 'Add Sorting',
			default: {},
			options: [
				{
					displayName: 'Sort By',
					name: 'sort_by',
					type: 'options',
					options: [
						{ name: 'Created', value: 'created' },
						{ name: 'Name', value: 'name' },
					],
					default: 'name',
					routing: { send: { type: 'query', property: 'sort_by' } },
				},
				{
					displayName: 'Sort Order',
					name: 'sort_order',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					default: 'asc',
					routing: { send: { type: 'query', property: 'sort_order' } },
				},
			],
		},
	],
};
