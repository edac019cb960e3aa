import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { chosenSubtitle } from '../shared/operation/subtitle';
import { triggerFields } from './trigger/fields';
import { pollJobStatuses } from './trigger/poll';

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
		subtitle: chosenSubtitle(triggerFields, 'statusGroups', 'Job Status Changed'),
		description: 'Starts the workflow when the status of a job at Bright River changes',
		defaults: { name: 'Bright River Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'brightRiverApi', required: true }],
		polling: true,
		properties: [...triggerFields],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollJobStatuses(this);
	}
}
