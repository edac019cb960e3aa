import '../support/shorterWaits';
import { Skyfish } from '../../nodes/Skyfish/Skyfish.node';
import { declaredOperations } from '../engine/support/operationTable';
import { skyfishRows } from './support/skyfishRows';
import { describeMatrix } from './support/describeMatrix';

jest.mock('../../nodes/shared/client/timeLimit', () => {
	const actual = jest.requireActual<typeof import('../../nodes/shared/client/timeLimit')>(
		'../../nodes/shared/client/timeLimit',
	);
	const { shortLimits } = jest.requireActual<typeof import('../support/waits')>('../support/waits');
	return { ...actual, ...shortLimits };
});

describeMatrix('Skyfish', skyfishRows, declaredOperations(new Skyfish()));
