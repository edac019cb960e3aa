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
import { pollMedia } from './trigger/poll';

export class SkyfishTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Skyfish Trigger',
		name: 'skyfishTrigger',
		icon: { light: 'file:../../icons/skyfish.svg', dark: 'file:../../icons/skyfish.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle(triggerFields),
		description:
			'Starts the workflow when media items in Skyfish are added, change, enter or leave a folder, or are about to expire',
		defaults: { name: 'Skyfish Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'skyfishApi', required: true }],
		polling: true,
		hints,
		properties: [...triggerFields],
	};

	methods = { loadOptions };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollMedia(this);
	}
}
