import type { INodeProperties } from 'n8n-workflow';
import { collections } from '../../shared/operation/fields';
import { overStatuses, type StatusGroup } from '../api/statuses';
import { statusFields } from '../fields';
import { endGroups } from './overdue';

const onlyFor = (event: string) => ({ show: { event: [event] } });

/** Where a job is not over yet. */
const openGroups = statusFields.groups.options.filter(
	({ value }) => !endGroups.has(value as StatusGroup),
);
const openStatuses = statusFields.statuses.options.filter(
	({ value }) => !overStatuses.has(String(value)),
);

/** What an operator can set in the Bright River Trigger. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Job Status Changed',
				value: 'jobStatusChanged',
				description: 'A job reached another status',
			},
			{
				name: 'Job Overdue',
				value: 'jobOverdue',
				description:
					'A job has been in a status for too long: nobody accepted the offer, the editors are late, or nobody downloaded the results',
			},
		],
		default: 'jobStatusChanged',
	},
	{
		displayName: 'Watch',
		name: 'watch',
		type: 'options',
		options: [
			{ name: 'All Jobs', value: 'allJobs', description: 'Every job of the account' },
			{ name: 'Specific Jobs', value: 'namedJobs', description: 'Only the jobs that you choose' },
		],
		default: 'allJobs',
	},
	{
		displayName: 'Job Names or IDs',
		name: 'jobIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getJobs' },
		default: [],
		required: true,
		description:
			'The jobs to watch. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { watch: ['namedJobs'] } },
	},
	{
		displayName: 'Overdue After (Hours)',
		name: 'afterHours',
		type: 'number',
		typeOptions: { minValue: 0.01, numberPrecision: 2 },
		default: 24,
		description:
			'Hours that a job may stay in a group or status chosen below before the workflow starts. It starts once for each stay.',
		displayOptions: onlyFor('jobOverdue'),
	},
	{
		...statusFields.groups,
		description:
			'Start when a job enters one of these groups of statuses. Leave this and Statuses empty to start at every change.',
		displayOptions: onlyFor('jobStatusChanged'),
	},
	{
		...statusFields.groups,
		options: openGroups,
		description:
			'Start when a job has been in one of these groups of statuses for longer than that. Choose at least one here or in Statuses.',
		displayOptions: onlyFor('jobOverdue'),
	},
	{
		...statusFields.statuses,
		description: 'Also start when a job reaches one of these single statuses',
		displayOptions: onlyFor('jobStatusChanged'),
	},
	{
		...statusFields.statuses,
		options: openStatuses,
		description:
			'Also start when a job has been in one of these single statuses for longer than that',
		displayOptions: onlyFor('jobOverdue'),
	},
	{
		...collections.options,
		options: [
			{
				displayName: 'Created Within Days',
				name: 'createdWithinDays',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 90,
				description:
					'Watch only jobs that are at most this many days old, so that old ones cost no calls. Applies to All Jobs only.',
				displayOptions: { show: { '/watch': ['allJobs'] } },
			},
			{
				...statusFields.groups,
				displayName: 'From Status Groups',
				name: 'fromStatusGroups',
				description: 'Start only when the status before was in one of these groups',
				displayOptions: { show: { '/event': ['jobStatusChanged'] } },
			},
			{
				...statusFields.statuses,
				displayName: 'From Statuses',
				name: 'fromStatuses',
				description: 'Also start when the status before was one of these single statuses',
				displayOptions: { show: { '/event': ['jobStatusChanged'] } },
			},
			{
				displayName: 'Include Job',
				name: 'includeJob',
				type: 'boolean',
				default: true,
				description:
					'Whether to add the details of the job to each event, without the signed addresses of its files',
			},
			{
				displayName: 'Know Previous Status',
				name: 'knowPreviousStatus',
				type: 'boolean',
				default: false,
				description:
					'Whether to look at every open job, so that "previousStatus" is always known. This takes one call for each page of open jobs; otherwise, only jobs in the chosen statuses are checked.',
				displayOptions: { show: { '/event': ['jobStatusChanged'], '/watch': ['allJobs'] } },
			},
			{
				displayName: 'Query',
				name: 'query',
				type: 'string',
				default: '',
				placeholder: 'e.g. shoes',
				description: 'Watch only jobs that a search for this text finds. Applies to All Jobs only.',
				displayOptions: { show: { '/watch': ['allJobs'] } },
			},
			{
				displayName: 'Start for Current Status',
				name: 'emitCurrentStatus',
				type: 'boolean',
				default: true,
				description:
					'Whether to also start for the status that jobs have when the workflow is activated, or when they begin to be watched',
				displayOptions: { show: { '/event': ['jobStatusChanged'] } },
			},
			{
				displayName: 'Test Jobs',
				name: 'testJobs',
				type: 'options',
				options: [
					{ name: 'All Jobs', value: 'all', description: 'Test jobs and others' },
					{ name: 'No Test Jobs', value: 'none' },
					{ name: 'Only Test Jobs', value: 'only' },
				],
				default: 'none',
				description: 'Whether to start for jobs that are only for testing',
			},
		],
	},
];
