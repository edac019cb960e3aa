/** What stands below a node on the canvas, as the editor computes it. */
import type { INodeParameters } from 'n8n-workflow';
import { nodeTypes } from '../support/installed';
import { nodeOf, workflowOf } from '../support/engine';

function subtitle(type: keyof typeof nodeTypes, parameters: INodeParameters): unknown {
	const node = nodeOf({ type, parameters, credentials: {} });
	const { description } = nodeTypes[type];
	const { expression } = workflowOf(node);
	return expression.getSimpleParameterValue(node, description.subtitle, 'internal', {});
}

it.each([
	['brightRiver', { resource: 'review', operation: 'acceptJob' }, 'Accept All Files: Review'],
	['brightRiver', { resource: 'file', operation: 'getAll' }, 'Get Many: File'],
	['skyfish', { resource: 'media', operation: 'moveToTrash' }, 'Move to Trash: Media'],
	['brightRiverTrigger', { event: 'jobStatusChanged' }, 'Job Status Changed'],
	[
		'brightRiverTrigger',
		{ event: 'jobStatusChanged', statusGroups: ['readyToDownload', 'failed'] },
		'Ready to Download, Failed',
	],
	['brightRiverTrigger', { event: 'jobOverdue', statusGroups: ['failed'] }, 'Job Overdue'],
	['skyfishTrigger', { event: 'mediaAdded' }, 'Media Added'],
] as const)('%s %j says "%s"', (type, parameters, words) => {
	expect(subtitle(type, parameters as never)).toBe(words);
});
