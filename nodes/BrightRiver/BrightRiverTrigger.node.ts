import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { eventSubtitle } from '../shared/operation/subtitle';
import { loadOptions } from './lists';
import { triggerFields } from './trigger/fields';
import { hints } from './trigger/hints';
import { pollJobs } from './trigger/poll';

export class BrightRiverTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bright River Trigger',
		name: 'brightRiverTrigger',
		icon: {
			light: 'file:../../icons/brightRiver.svg',
			dark: 'file:../../icons/brightRiver.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle(triggerFields, { jobStatusChanged: 'statusGroups' }),
		description:
			'Starts the workflow when the status of a job at Bright River changes, or a job is overdue',
		defaults: { name: 'Bright River Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'brightRiverApi', required: true }],
		polling: true,
		hints,
		properties: [...triggerFields],
	};

	methods = { loadOptions };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollJobs(this);
	}
}
