import type { INodeProperties } from 'n8n-workflow';
import { collections, inputBinaryFields } from '../../../shared/operation/fields';
import { jobId } from '../../fields';
import { uploadField } from '../file/upload';
import { newJob } from './newJob';

/** Which photos go to one job. */
export const oneJobFor: INodeProperties = {
	displayName: 'One Job For',
	name: 'oneJobFor',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'All Items',
			value: 'all',
			description:
				'The photos of all items go to one job, which is created with the fields of the first item',
		},
		{
			name: 'Each Item',
			value: 'item',
			description: 'Every item gets a job of its own, for all of its photos',
		},
		{
			name: 'Each Value',
			value: 'value',
			description:
				'Items with the same value share one job, which is created with the fields of the first of them',
		},
	],
	default: 'item',
	description: 'Which photos go to the same job',
};

/** What tells the jobs apart. */
export const groupBy: INodeProperties = {
	displayName: 'Group By',
	name: 'groupBy',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.orderNumber }}',
	description: 'An expression. Items for which it gives the same value share one job.',
	displayOptions: { show: { oneJobFor: ['value'] } },
};

export const requestsOffer: INodeProperties = {
	displayName: 'Request Offer',
	name: 'requestOffer',
	type: 'boolean',
	default: true,
	description:
		'Whether to ask for a price once all photos are uploaded. Photos are edited and charged once the offer is accepted; some accounts accept every offer automatically.',
};

/** A job that an earlier run made, in place of a new one. */
export const continueWithJob: INodeProperties = {
	...jobId,
	displayName: 'Continue With Job',
	name: 'continueWithJob',
	required: false,
	description:
		'A job from an earlier run. Only the photos that it does not have yet are uploaded, and nothing is requested twice.',
};

export const findExistingJobBy: INodeProperties = {
	displayName: 'Find Existing Job By',
	name: 'findExistingJobBy',
	type: 'options',
	options: [
		{ name: 'Invoice Reference', value: 'invoiceReference' },
		{ name: 'None', value: 'none', description: 'Always create a new job' },
		{ name: 'Tag', value: 'tag' },
	],
	default: 'none',
	description:
		'Whether to look for the job in Bright River first, so that a workflow that runs again continues with the job that it created. The search lags behind: a job created moments ago may not be found.',
};

export const reference: INodeProperties = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.orderNumber }}',
	description: 'An invoice reference or tag that is unique to this job. A new job is given it.',
	displayOptions: { show: { findExistingJobBy: ['invoiceReference', 'tag'] } },
};

/** A limit for what can be spent. */
export const mostFiles: INodeProperties = {
	displayName: 'Most Files',
	name: 'mostFiles',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description:
		'The most photos that a job may get. With more, nothing is created or sent, and the node fails.',
};

/** Those of "Create" are the same ones, so that what is filled in stays when the operation is changed. */
export const sendPhotosFields: INodeProperties[] = [
	...newJob,
	inputBinaryFields,
	oneJobFor,
	groupBy,
	requestsOffer,
	{
		...collections.options,
		options: [continueWithJob, findExistingJobBy, reference, mostFiles, uploadField],
	},
];
