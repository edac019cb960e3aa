import type { INodeProperties } from 'n8n-workflow';
import { groupOptions, statusOptions } from './api/statuses';

/** The job that an operation is about. */
export const jobId: INodeProperties = {
	displayName: 'Job',
	name: 'jobId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The job to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchJobs', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 353413' },
	],
};

/** The file that an operation is about, by its number. */
export const fileId: INodeProperties = {
	displayName: 'File',
	name: 'fileId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The file to work on, from the job above',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchFiles', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 217667' },
	],
};

/** The file that an operation is about, by the name it has in the job. */
export const fileName: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The file to work on, from the job above',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchFileNames', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. koala.jpg' },
	],
};

/** Form or JSON; what is said in it says the description. */
export const formOrJson = {
	type: 'options',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
} satisfies Partial<INodeProperties>;

/** Some statuses to choose; what they are for says the description of each field. */
export const statusFields = {
	groups: {
		displayName: 'Status Groups',
		name: 'statusGroups',
		type: 'multiOptions',
		options: groupOptions,
		default: [],
	},
	statuses: {
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: statusOptions,
		default: [],
	},
} satisfies Record<string, INodeProperties>;
