import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { jsonHeaders } from '../shared/client/route';
import { describeResources } from '../shared/operation/define';
import { requestOptions } from '../shared/operation/requestOptions';
import { customOperations, runOperations } from '../shared/operation/run';
import { operationSubtitle } from '../shared/operation/subtitle';
import { skyfish } from './api/service';
import { builderHint, hints, sensitiveOutputFields } from './hints';
import { listSearch, loadOptions } from './lists';
import { resources } from './resources';

export class Skyfish implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Skyfish',
		name: 'skyfish',
		icon: { light: 'file:../../icons/skyfish.svg', dark: 'file:../../icons/skyfish.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Manage photos, videos and other files in the Skyfish media library',
		defaults: { name: 'Skyfish' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'skyfishApi', required: true }],
		requestDefaults: { headers: jsonHeaders },
		requestOperations: { pagination: runOperations(skyfish, resources) },
		hints,
		sensitiveOutputFields,
		builderHint,
		properties: [...describeResources(resources, 'media'), requestOptions(skyfish)],
	};

	customOperations = customOperations(skyfish, resources);

	methods = { listSearch, loadOptions };
}
