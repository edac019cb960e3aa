import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { limitOf, simplifyItems } from '../../../shared/answer';
import { sendAsIsoDate } from '../../../shared/dateTime';
import { returnAllOrLimit, simplify } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { brightRiver } from '../../brightRiverService';
import { statusOptions } from '../../jobStatus';
import { searchAllPages, type JobQuery } from '../../searchCalls';

const simplified = [
	'id',
	'guid',
	'name',
	'status',
	'description',
	'fileCount',
	'realCost',
	'createdDate',
	'acceptedDate',
	'deliveredDate',
];

async function searchJobs(
	this: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const { includeTotal } = this.getNodeParameter('options', {}) as { includeTotal?: boolean };
	const { jobs, total } = await searchAllPages(this, options.body as JobQuery, limitOf(this));
	const items = simplifyItems(this, jobs, simplified);
	if (includeTotal) for (const { json } of items) json.totalJobs = total;
	return items;
}

/** `POST /search`, document 004. */
export const jobs: Operation = {
	option: {
		name: 'Search Jobs',
		value: 'jobs',
		action: 'Search for jobs',
		description:
			'Find jobs by text, status or date. What changed in the last moments may be missing: the index of Bright River lags behind.',
		routing: {
			request: { method: 'POST', url: '/search' },
			operations: { pagination: forEachItem(brightRiver, searchJobs) },
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
					displayName: 'Date From',
					name: 'dateFrom',
					type: 'dateTime',
					default: '',
					description: 'Only jobs created after this moment',
					routing: {
						send: { type: 'body', property: 'dateFrom', preSend: [sendAsIsoDate('dateFrom')] },
					},
				},
				{
					displayName: 'Date To',
					name: 'dateTo',
					type: 'dateTime',
					default: '',
					description: 'Only jobs created before this moment',
					routing: {
						send: { type: 'body', property: 'dateTo', preSend: [sendAsIsoDate('dateTo')] },
					},
				},
				{
					displayName: 'Delivered Date From',
					name: 'deliveredDateFrom',
					type: 'dateTime',
					default: '',
					description: 'Only jobs delivered after this moment',
					routing: {
						send: {
							type: 'body',
							property: 'deliveredDateFrom',
							preSend: [sendAsIsoDate('deliveredDateFrom')],
						},
					},
				},
				{
					displayName: 'Delivered Date To',
					name: 'deliveredDateTo',
					type: 'dateTime',
					default: '',
					description: 'Only jobs delivered before this moment',
					routing: {
						send: {
							type: 'body',
							property: 'deliveredDateTo',
							preSend: [sendAsIsoDate('deliveredDateTo')],
						},
					},
				},
				{
					displayName: 'Field Name or ID',
					name: 'field',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getSearchFields' },
					default: '',
					description:
						'Where to look for the query. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
					routing: { send: { type: 'body', property: 'field' } },
				},
				{
					displayName: 'Query',
					name: 'query',
					type: 'string',
					default: '',
					placeholder: 'e.g. shoes',
					description: 'Text to look for',
					routing: { send: { type: 'body', property: 'query' } },
				},
				{
					displayName: 'Statuses',
					name: 'statuses',
					type: 'multiOptions',
					options: statusOptions,
					default: [],
					description: 'Only jobs in one of these statuses',
					routing: { send: { type: 'body', property: 'statuses' } },
				},
			],
		},
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Include Total',
					name: 'includeTotal',
					type: 'boolean',
					default: true,
					description: 'Whether to add to each job how many jobs the search found in all',
				},
			],
		},
	],
};
