import type { NodeHint } from 'n8n-workflow';
import { overStatuses } from '../api/statuses';
import { endGroups } from './overdue';

/** Whether the settings make a poll look at every open job, as an expression: see `askedStatuses`. */
const readsAll = [
	'$parameter["event"] === "jobStatusChanged" && $parameter["watch"] === "allJobs"',
	`($parameter["options"]["knowPreviousStatus"] === true || ${[
		'($parameter["statusGroups"].length + $parameter["statuses"].length === 0)',
		'($parameter["options"]["fromStatusGroups"] ?? []).length > 0',
		'($parameter["options"]["fromStatuses"] ?? []).length > 0',
		`$parameter["statusGroups"].some((one) => ${JSON.stringify([...endGroups])}.includes(one))`,
		`$parameter["statuses"].some((one) => ${JSON.stringify([...overStatuses])}.includes(one))`,
	].join(' || ')})`,
].join(' && ');

const isNamed = '$parameter["watch"] === "namedJobs"';

/** What a poll costs Bright River, and with which settings. */
const costs: Record<string, string> = {
	[isNamed]: 'A poll costs one call to Bright River for each job that you chose.',
	[readsAll]:
		'A poll looks at every open job: one call to Bright River for each 10 of them, so 1,000 calls for 10,000. With Status Groups or Statuses set it checks only those, unless a From status is set or a chosen status is one in which a job is over.',
	[`!(${isNamed}) && !(${readsAll})`]:
		'A poll costs one call to Bright River for each 10 jobs in the statuses that you chose, at least two, and one for each job that entered, left or is overdue.',
};

/** What an operator sees beside the trigger: what a poll costs, and how its events come. */
export const hints: NodeHint[] = [
	{
		message:
			'A poll that finds several jobs starts the workflow once, with one item for each. In a test event, <code>isTestEvent</code> is true.',
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
	},
	...Object.entries(costs).map(([condition, message]): NodeHint => ({
		message,
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition: `={{ ${condition} }}`,
	})),
];
