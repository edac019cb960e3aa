import type { INodeProperties } from 'n8n-workflow';
import { collections } from '../../shared/operation/fields';
import { statusFields } from '../fields';

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
		],
		default: 'jobStatusChanged',
	},
	{
		displayName: 'Watch',
		name: 'watch',
		type: 'options',
		options: [
			{ name: 'All Jobs', value: 'allJobs', description: 'Every job of the account' },
			{ name: 'Named Jobs', value: 'namedJobs', description: 'Only the jobs that you name' },
		],
		default: 'allJobs',
	},
	{
		displayName: 'Job IDs',
		name: 'jobIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 353413, 353414',
		description: 'The jobs to watch, separated by commas',
		displayOptions: { show: { watch: ['namedJobs'] } },
	},
	{
		...statusFields.groups,
		description:
			'Start when a job enters one of these groups of statuses. Leave this and Statuses empty to start at every change.',
	},
	{
		...statusFields.statuses,
		description: 'Start also when a job reaches one of these single statuses',
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
					'Watch only jobs that are at most this many days old, so that old ones cost no calls. For All Jobs.',
				displayOptions: { show: { '/watch': ['allJobs'] } },
			},
			{
				...statusFields.groups,
				displayName: 'From Status Groups',
				name: 'fromStatusGroups',
				description: 'Start only when the status before was in one of these groups',
			},
			{
				...statusFields.statuses,
				displayName: 'From Statuses',
				name: 'fromStatuses',
				description: 'Start also when the status before was one of these single statuses',
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
					'Whether to look at every open job, so that "previousStatus" is always known. This takes a call for each page of open jobs, where else only those in the chosen statuses are looked at.',
				displayOptions: { show: { '/watch': ['allJobs'] } },
			},
			{
				displayName: 'Query',
				name: 'query',
				type: 'string',
				default: '',
				placeholder: 'e.g. shoes',
				description: 'Watch only jobs that a search for this text finds. For All Jobs.',
				displayOptions: { show: { '/watch': ['allJobs'] } },
			},
			{
				displayName: 'Start for Current Status',
				name: 'emitCurrentStatus',
				type: 'boolean',
				default: true,
				description:
					'Whether to start also for the status that jobs have when the workflow is activated, or when they begin to be watched',
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
