import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { readMoment } from '../../../shared/operation/dateTime';
import type { Operation } from '../../../shared/operation/define';
import { collections, returnAllOrLimit, searchOptions } from '../../../shared/operation/fields';
import { displayNameOf } from '../../../shared/operation/displayName';
import type { Item } from '../../../shared/operation/item';
import { output, outputItems } from '../../../shared/operation/output';
import { limitOf } from '../../../shared/operation/results';
import { searchAllPages, type JobQuery } from '../../api/search';
import { statusesOf, type StatusGroup } from '../../api/statuses';
import { statusFields } from '../../fields';
import { foundJobSummary } from '../summaries';

interface StatusFilters {
	statusGroups?: StatusGroup[];
	statuses?: string[];
}

const dateFilters = [
	['dateFrom', 'created after'],
	['dateTo', 'created before'],
	['deliveredDateFrom', 'delivered after'],
	['deliveredDateTo', 'delivered before'],
].map(([name, which]): INodeProperties => ({
	displayName: displayNameOf(name),
	name,
	type: 'dateTime',
	default: '',
	description: `Only jobs ${which} this moment`,
	routing: { send: { type: 'body', property: name } },
}));

const filters: INodeProperties = {
	...collections.filters,
	options: [
		...dateFilters,
		{
			displayName: 'Field Name or ID',
			name: 'field',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getSearchFields' },
			default: '',
			description:
				'Which field to search. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			routing: { send: { type: 'body', property: 'field' } },
		},
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			default: '',
			placeholder: 'e.g. shoes',
			description: 'Text to search for',
			routing: { send: { type: 'body', property: 'query' } },
		},
		{
			...statusFields.groups,
			description: 'Only jobs in one of these groups of statuses',
		},
		{
			...statusFields.statuses,
			description: 'Only jobs in one of these statuses, or in one of the groups',
		},
	],
};

async function searchJobs(item: Item): Promise<INodeExecutionData[]> {
	const { includeTotal } = item.parameter<{ includeTotal?: boolean }>('options', {});
	const { jobs: found, total } = await searchAllPages(item.client, queryOf(item), limitOf(item));
	const items = outputItems(item, found, foundJobSummary);
	if (includeTotal) for (const { json } of items) json.totalJobs = total;
	return items;
}

/** What the filters send, with each date in the form that the service wants. */
function queryOf(item: Item): JobQuery {
	const { body, context } = item;
	const query: JobQuery = { ...body };
	const { statusGroups = [], statuses = [] } = item.parameter<StatusFilters>('filters', {});
	const wanted = new Set([...statusGroups.flatMap(statusesOf), ...statuses]);
	if (wanted.size > 0) query.statuses = [...wanted];
	for (const { name, displayName } of dateFilters) {
		const moment = readMoment(context, displayName, body[name]);
		if (moment === undefined) delete query[name];
		else query[name] = moment;
	}
	return query;
}

export const jobs: Operation = {
	name: 'Search Jobs',
	value: 'jobs',
	action: 'Search for jobs',
	description:
		"Find jobs by text, status or date. The latest changes may be missing: Bright River's index lags behind.",
	document: '004',
	call: 'POST /search',
	fields: [...returnAllOrLimit, filters, ...output, searchOptions],
	run: searchJobs,
};
