import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { jsonHeaders } from '../shared/client/route';
import { describeResources } from '../shared/operation/define';
import { requestOptions } from '../shared/operation/requestOptions';
import { runOperations } from '../shared/operation/run';
import { brightRiver } from './api/service';
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
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Get product photos edited by people at Bright River',
		defaults: { name: 'Bright River' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'brightRiverApi', required: true }],
		requestDefaults: { headers: jsonHeaders },
		requestOperations: { pagination: runOperations(brightRiver, resources) },
		hints: [
			{
				message:
					'<b>verified: false</b> means that Bright River does not list the photo yet. If it does not list it after the offer is requested either, set <b>Upload Field</b> in the options: <code>npm run check:live</code> finds the name, or ask Bright River.',
				location: 'outputPane',
				whenToDisplay: 'afterExecution',
				displayCondition:
					'={{ $parameter["resource"] === "file" && $parameter["operation"] === "upload" }}',
			},
		],
		properties: [...describeResources(resources, 'job'), requestOptions],
	};

	methods = { listSearch, loadOptions };
}
