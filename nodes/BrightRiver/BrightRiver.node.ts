import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { jsonHeaders } from '../shared/client/route';
import { describeResources } from '../shared/operation/define';
import { requestOptions } from '../shared/operation/requestOptions';
import { customOperations, runOperations } from '../shared/operation/run';
import { operationSubtitle } from '../shared/operation/subtitle';
import { brightRiver } from './api/service';
import { builderHint, hints, sensitiveOutputFields } from './hints';
import { listSearch, loadOptions } from './lists';
import { resources } from './resources';

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
		subtitle: operationSubtitle(resources),
		description: 'Get product photos edited by people at Bright River',
		defaults: { name: 'Bright River' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'brightRiverApi', required: true }],
		requestDefaults: { headers: jsonHeaders },
		requestOperations: { pagination: runOperations(brightRiver, resources) },
		hints,
		sensitiveOutputFields,
		builderHint,
		properties: [...describeResources(resources, 'job'), requestOptions(brightRiver)],
	};

	customOperations = customOperations(brightRiver, resources);

	methods = { listSearch, loadOptions };
}
