import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { describeResources } from '../shared/operation';
import { requestOptions } from '../shared/requestOptions';
import { jsonHeaders, throughTransport } from '../shared/transport';
import { brightRiver } from './brightRiverService';
import { fillBrightRiverPath } from './fields';
import { searchFileNames, searchFiles } from './listSearch/searchFiles';
import { searchJobs } from './listSearch/searchJobs';
import { getFiles, getResultImages } from './loadOptions/getFiles';
import { getRejectReasons, getRejectTypes } from './loadOptions/getRejectTypes';
import { getSearchFields } from './loadOptions/getSearchFields';
import { file } from './resources/file';
import { job } from './resources/job';
import { review } from './resources/review';
import { search } from './resources/search';

export class BrightRiver implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bright River',
		name: 'brightRiver',
		icon: {
			light: 'file:../../icons/brightRiver.svg',
			dark: 'file:../../icons/brightRiver.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Have product photos edited by people at Bright River',
		defaults: { name: 'Bright River' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'brightRiverApi', required: true }],
		requestDefaults: { headers: jsonHeaders },
		requestOperations: { pagination: throughTransport(brightRiver) },
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'File', value: 'file' },
					{ name: 'Job', value: 'job' },
					{ name: 'Review', value: 'review' },
					{ name: 'Search', value: 'search' },
				],
				default: 'job',
				routing: { send: { preSend: [fillBrightRiverPath], paginate: true } },
			},
			...describeResources([file, job, review, search]),
			requestOptions,
		],
	};

	methods = {
		listSearch: { searchFileNames, searchFiles, searchJobs },
		loadOptions: {
			getFiles,
			getRejectReasons,
			getRejectTypes,
			getResultImages,
			getSearchFields,
		},
	};
}
