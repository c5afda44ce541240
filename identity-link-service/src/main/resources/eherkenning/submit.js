// SPDX-License-Identifier: EUPL-1.2
document.getElementById("eherkenning").submit();
