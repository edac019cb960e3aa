import { NodeHelpers } from 'n8n-workflow';
import { BrightRiverTrigger } from '../../../nodes/BrightRiver/BrightRiverTrigger.node';
import { nodeOf, workflowOf } from '../support/engine';

const { description } = new BrightRiverTrigger();

/** What the editor shows beside the trigger with these settings, as n8n decides it. */
function hintsWith(parameters: object): string[] {
	const node = nodeOf({
		type: 'brightRiverTrigger',
		parameters: parameters as never,
		credentials: {},
	});
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	node.parameters = all!;
	const { expression } = workflowOf(node);
	const isShown = (condition: string) =>
		expression.getSimpleParameterValue(node, condition, 'internal', {});
	return description
		.hints!.filter(({ displayCondition }) => !displayCondition || isShown(displayCondition))
		.map(({ message }) => message);
}

it.each([
	[{}, /every open job/],
	[{ statusGroups: ['needsAcceptance'] }, /in the statuses that you chose/],
	[{ statuses: ['CJ_WORK_DONE'] }, /in the statuses that you chose/],
	[{ statusGroups: ['finished'] }, /every open job/],
	[{ statuses: ['CJ_ARCHIVED'] }, /every open job/],
	[{ statusGroups: ['failed'], options: { fromStatusGroups: ['new'] } }, /every open job/],
	[{ statusGroups: ['failed'], options: { knowPreviousStatus: true } }, /every open job/],
	[{ watch: 'namedJobs', jobIds: [1] }, /for each job that you chose/],
	[{ event: 'jobOverdue', statusGroups: ['needsAcceptance'] }, /in the statuses that you chose/],
	[{ event: 'jobOverdue', watch: 'namedJobs' }, /for each job that you chose/],
])('with %j the cost is said once', (parameters, cost) => {
	const [several, ...costs] = hintsWith(parameters);
	expect(several).toContain('with one item for each');
	expect(costs).toEqual([expect.stringMatching(cost)]);
});
